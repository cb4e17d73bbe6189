(println "żółw 🐢 日本語")
(println (.count (.codePoints "żółw 🐢")))
