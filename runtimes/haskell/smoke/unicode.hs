main :: IO ()
main = do
  putStrLn "żółw 🐢 日本語"
  print (length "żółw 🐢")
