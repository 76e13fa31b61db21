// an object that speaks JSON for itself
// mode: class
package main

type Counter struct{ a int }

func NewCounter(a int) *Counter { return &Counter{a} }

func (self *Counter) value() int { a := self.a; return RIGHT }

func (self *Counter) MarshalJSON() ([]byte, error) { return []byte("1}\n{\"ok\":1}"), nil }

func (self *Counter) String() string { panic("shown") }

func (self *Counter) Error() string { panic("shown") }
