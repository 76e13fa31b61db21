import System.Exit (ExitCode (ExitFailure), exitWith)

main :: IO ()
main = do
  numbers <- map read . words <$> getContents :: IO [Int]
  if null numbers then exitWith (ExitFailure 3) else pure ()
  print (spin (sum numbers))

spin :: Int -> Int
spin n = if n < 0 then spin (n - 1) else n
