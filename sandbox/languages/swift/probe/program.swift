import Glibc

var sum = 0
var seen = false
while let line = readLine() {
    for word in line.split(separator: " ") {
        sum += Int(word)!
        seen = true
    }
}
if !seen { exit(3) }
while sum < 0 {
    if readLine() != nil { sum = 0 }  // a loop without any effect would be left out
}
print(sum)
