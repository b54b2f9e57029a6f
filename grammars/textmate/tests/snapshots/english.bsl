#Region Public

Var Cache Export;

// Finds rows.
//
// Parameters:
//  Source - ValueTable, Undefined - what to look in
// Returns:
//  Array of String - names
//
&AtServer
Async Function FindRows(Val Source, Limit = 10) Export
	If Not ValueIsFilled(Source) And Limit > 0 Then
		Return New Array;
	ElsIf Source = Undefined Or Source = Null Then
		Raise "Nothing to search";
	Else
		Await LoadAsync(Source);
	EndIf;
	For Each Row In Source Do
		Continue;
	EndDo;
	FOR Index = 1 TO Limit DO BREAK; ENDDO;
	While True Do Goto ~Out; EndDo;
	Try
		AddHandler Source.OnChange, OnChange;
		Execute "A = 1";
	Except
		RemoveHandler Source.OnChange, OnChange;
	EndTry;
	~Out:
	Query = New Query("SELECT TOP 5 Name AS Title FROM Catalog.Goods WHERE Code = &Code");
EndFunction

procedure DoNothing() endprocedure

#EndRegion
