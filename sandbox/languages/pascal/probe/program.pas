program Solution;
var
  Number, Total: Int64;
  Seen: Integer;
begin
  Total := 0;
  Seen := 0;
  while not SeekEof do
  begin
    Read(Number);
    Total := Total + Number;
    Inc(Seen);
  end;
  if Seen = 0 then Halt(3);
  while Total < 0 do;
  WriteLn(Total);
end.
