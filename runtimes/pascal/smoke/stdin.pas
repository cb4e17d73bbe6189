program Sum;

var
  Name: string;
  A, B: Integer;
begin
  ReadLn(Name);
  ReadLn(A, B);
  WriteLn('Hi ', Name, ', ', A + B);
end.
