main :: IO ()
main = do
  name <- getLine
  numbers <- map read . words <$> getLine
  putStrLn ("Hi " ++ name ++ ", " ++ show (sum numbers :: Int))
