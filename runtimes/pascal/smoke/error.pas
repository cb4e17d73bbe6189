program Failing;

uses
  SysUtils;

begin
  WriteLn('before');
  raise Exception.Create('broken');
end.
