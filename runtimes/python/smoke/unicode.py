print("żółw 🐢 naïve 日本語")
print(len("żółw 🐢"))
