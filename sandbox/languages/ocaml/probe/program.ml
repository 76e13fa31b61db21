let rec numbers found =
  match Scanf.scanf " %d" Fun.id with
  | number -> numbers (number :: found)
  | exception (End_of_file | Scanf.Scan_failure _ | Failure _) -> found

let () =
  let found = numbers [] in
  if found = [] then exit 3;
  let sum = List.fold_left ( + ) 0 found in
  while sum < 0 do () done;
  print_endline (string_of_int sum)
