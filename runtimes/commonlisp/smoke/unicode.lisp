(format t "żółw 🐢 日本語~%~d~%" (length "żółw 🐢"))
