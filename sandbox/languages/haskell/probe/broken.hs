main :: IO ()
main = putStrLn True
