Var Total  Export;
Procedure Run( Items,Count=1 )Export
If Items=Undefined Or Not Items.Count()>0 Then
Return;
EndIf;
For Each Item In Items Do
While Item.Next() Do
Total=Total+Item.Price*-1;
EndDo;
EndDo;
Try
Execute(Code);
Except
Raise;
EndTry;
EndProcedure
