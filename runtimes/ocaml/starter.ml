let greet name = Printf.sprintf "Hello, %s!" name

let () =
  print_string "Your name: ";
  let name = try String.trim (read_line ()) with End_of_file -> "" in
  print_endline (greet (if name = "" then "world" else name))
