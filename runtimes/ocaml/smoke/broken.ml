let count : int = "three"
let () = print_int count
