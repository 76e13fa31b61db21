// brings a main of its own, for the compiler and for the linker
// verdicts: compile_error wrong runtime_error protocol_error
// right: compile_error runtime_error passed
import Glibc

@_cdecl("main")
public func other(_ count: Int32, _ words: UnsafeMutableRawPointer) -> Int32 { 0 }

@main
struct Mine {
    static func main() { exit(0) }
}

func f(_ a: Int) -> Int { RIGHT }
