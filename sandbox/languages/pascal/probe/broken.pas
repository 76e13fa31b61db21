program Solution;
var a: integer = 'text';
begin
end.
