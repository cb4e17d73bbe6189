let length text =
  let rec count at n =
    if at >= String.length text then n
    else count (at + Uchar.utf_decode_length (String.get_utf_8_uchar text at)) (n + 1)
  in
  count 0 0

let () =
  print_endline "żółw 🐢 日本語";
  Printf.printf "%d\n" (length "żółw 🐢")
