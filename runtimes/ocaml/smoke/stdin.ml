let () =
  let name = read_line () in
  let sum =
    read_line () |> String.split_on_char ' ' |> List.map int_of_string |> List.fold_left ( + ) 0
  in
  Printf.printf "Hi %s, %d\n" name sum
