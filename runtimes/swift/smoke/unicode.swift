print("żółw 🐢 日本語")
print("żółw 🐢".count)
