// Package shim is Go's end of the judge's questions: the candidate's functions by name, and the loop that calls them.
//
// One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:
//
//	{"id": "..", "call": "f", "args": [1]}               call a function; with "back": 0 the answer is its argument 0
//	{"id": "..", "new": "Stack", "args": [], "as": "o1"} make an object, {"on": "o1", "call": ..} calls its methods
//	{"id": "..", "ok": 3}                                what it returned
//	{"id": "..", "err": {"kind", "type", "msg", "tb"}}   or how it ended
//
// The types come from the functions themselves. The judge believes none of it but the shape, so code that meddles
// here only changes its own answers.
package shim

import (
	"reflect"
	"runtime/debug"
	"syscall"
)

const control, answers = 3, 4

// Recursion without end is told as such only while there is memory left; Go's own limit is a gigabyte.
const stackBytes = 64 << 20

// Callee is something that can be called, under the name that the judge says: "twoSum", "Stack", "Stack.push".
type Callee struct {
	Name string
	Made any
}

// Serve answers until there are no more questions, and ends the process.
func Serve(callees ...Callee) {
	program := &program{map[string]reflect.Value{}, map[string]object{}}
	for _, each := range callees {
		program.callees[each.Name] = reflect.ValueOf(each.Made)
	}
	go program.serve() // not here: a package that is made ready is bound to one thread, which makes channels slow
	select {}
}

func (p *program) serve() {
	syscall.CloseOnExec(control)
	syscall.CloseOnExec(answers)
	self := syscall.Getpid()
	debug.SetMaxStack(stackBytes)
	for text := line(); text != nil; text = line() {
		question := asked(text)
		answer := p.outcome(question)
		if syscall.Getpid() != self {
			syscall.Exit(1) // a child that the program has forked came back here: it was not asked
		}
		tell(`{"id":` + quoted(question.id) + "," + answer + "}\n")
	}
	syscall.Exit(0)
}

var chunk = make([]byte, 65536)

// line reads one question, nil at the end. One at a time: nothing follows its line.
func line() []byte {
	var held []byte
	for {
		size, err := syscall.Read(control, chunk)
		if err == syscall.EINTR {
			continue
		}
		if size <= 0 {
			return nil
		}
		held = append(held, chunk[:size]...)
		if held[len(held)-1] == '\n' {
			return held
		}
	}
}

func tell(text string) {
	for rest := []byte(text); len(rest) > 0; {
		sent, err := syscall.Write(answers, rest)
		if err == syscall.EINTR {
			continue
		}
		if sent <= 0 {
			syscall.Exit(1)
		}
		rest = rest[sent:]
	}
}

type question struct {
	id, load, call, make, on, as, drop string
	args                               *reader
	back                               int
}

func asked(line []byte) question {
	asked := question{args: &reader{text: "[]"}, back: -1}
	texts := map[string]*string{
		"id": &asked.id, "load": &asked.load, "call": &asked.call, "new": &asked.make,
		"on": &asked.on, "as": &asked.as, "drop": &asked.drop,
	}
	in := &reader{text: string(line)}
	for in.open('{', "a question"); in.more('}'); {
		key := in.key()
		switch place := texts[key]; {
		case place != nil:
			*place = in.string()
		case key == "args":
			asked.args = &reader{text: in.skip()}
		case key == "back":
			asked.back = int(in.whole(32))
		default:
			in.skip()
		}
	}
	return asked
}
