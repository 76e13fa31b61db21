a = 1;
b = 1 + ;
disp(a);
