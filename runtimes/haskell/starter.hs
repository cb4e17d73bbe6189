module Main where

import System.IO

greet :: String -> String
greet name = "Hello, " ++ name ++ "!"

main :: IO ()
main = do
  hSetBuffering stdout NoBuffering
  putStr "Your name: "
  name <- getLine
  putStrLn (greet (if null name then "world" else name))
