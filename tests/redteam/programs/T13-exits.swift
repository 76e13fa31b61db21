// ends itself with 0, each time in another way
import Glibc

func f(_ a: Int) -> Int {
    if !WRONG { return RIGHT }
    if a == 1 { exit(0) }
    if a == 2 { _exit(0) }
    close(4)
    return [Int]()[a]
}
