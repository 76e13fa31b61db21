// functions of its own under the shim's names, for the compiler and the linker
// verdicts: wrong compile_error runtime_error protocol_error
// right: passed compile_error
import Glibc

@_silgen_name("$s9Greenroom5serveyyF")
func serve() { exit(0) }

enum Greenroom {
    static func serve() { exit(0) }
    static func function(_ name: String, _ f: (Int) -> Int) {}
}

func f(_ a: Int) -> Int { RIGHT }
