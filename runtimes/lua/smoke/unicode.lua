print("żółw 🐢 日本語")
print(utf8.len("żółw 🐢"))
