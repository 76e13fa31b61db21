procedure Solution is
   A : Integer := "text";
begin
   null;
end Solution;
