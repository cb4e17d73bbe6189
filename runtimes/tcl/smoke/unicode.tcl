puts "żółw 🐢 日本語"
puts [string length "żółw"]
