import qualified Data.Map as Map

main :: IO ()
main = do
  putStrLn "before"
  print (Map.fromList [(1 :: Int, 'a')] Map.! 2)
