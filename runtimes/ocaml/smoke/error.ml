let () =
  print_endline "before";
  failwith "broken"
