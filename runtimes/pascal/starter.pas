program Greeting;

function Greet(const Name: string): string;
begin
  Result := 'Hello, ' + Name + '!';
end;

var
  Name: string;
begin
  Write('Your name: ');
  ReadLn(Name);
  if Name = '' then
    Name := 'world';
  WriteLn(Greet(Name));
end.
