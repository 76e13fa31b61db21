with Ada.Command_Line;
with Ada.Text_IO; use Ada.Text_IO;

procedure Solution is
   package Numbers is new Integer_IO (Long_Long_Integer);
   Number : Long_Long_Integer;
   Total  : Long_Long_Integer := 0;
   Seen   : Natural := 0;
begin
   begin
      loop
         Numbers.Get (Number);
         Total := Total + Number;
         Seen := Seen + 1;
      end loop;
   exception
      when End_Error => null;
   end;
   if Seen = 0 then
      Ada.Command_Line.Set_Exit_Status (3);
      return;
   end if;
   while Total < 0 loop
      null;
   end loop;
   Numbers.Put (Total, Width => 0);
   New_Line;
end Solution;
