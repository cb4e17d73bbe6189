puts "żółw 🐢 日本語"
puts "żółw 🐢".size
