// For a file without a main of its own: the glue answers before it would begin.
package main

func main() {}
