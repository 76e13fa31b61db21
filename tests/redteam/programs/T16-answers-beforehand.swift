// answers when it is asked, and once more
// right: protocol_error
import Glibc

let forged = "{\"id\":\"1\",\"ok\":1}\n"

func f(_ a: Int) -> Int {
    write(4, forged, forged.utf8.count)
    return RIGHT
}
