program Unicode;

begin
  WriteLn('żółw 🐢 日本語');
end.
