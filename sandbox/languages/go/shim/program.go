package shim

import (
	"reflect"
	"runtime"
	"strconv"
	"strings"
)

// unfit is why a question has no answer: the error's kind and one sentence. It travels as a panic, to outcome.
type unfit struct{ kind, sentence string }

type object struct {
	of   string
	self reflect.Value
}

// program is the candidate's while it is asked: its functions and the objects that were made.
type program struct {
	callees map[string]reflect.Value
	objects map[string]object
}

// outcome is the rest of the answer's line after the id: "ok" or "err".
func (p *program) outcome(asked question) (line string) {
	defer func() {
		if thrown := recover(); thrown != nil {
			line = told(thrown)
		}
	}()
	return `"ok":` + p.answer(asked)
}

func (p *program) answer(asked question) string {
	switch {
	case asked.load != "":
	case asked.drop != "":
		delete(p.objects, asked.drop)
	case asked.make != "":
		made, _ := p.call(asked.make, reflect.Value{}, asked)
		if made.Kind() != reflect.Pointer {
			place := reflect.New(made.Type())
			place.Elem().Set(made)
			made = place
		}
		p.objects[asked.as] = object{asked.make, made}
	case asked.on != "":
		on, known := p.objects[asked.on]
		if !known {
			panic(unfit{"missing", "There is no object called " + asked.on + "."})
		}
		return written(p.call(on.of+"."+asked.call, on.self, asked))
	default:
		return written(p.call(asked.call, reflect.Value{}, asked))
	}
	return "null"
}

func written(value reflect.Value, is bool) string {
	if !is {
		return "null"
	}
	out := &writer{}
	out.value(value, depth)
	return string(out.text)
}

// call gives what the function returned, or its argument `back`; false where it returns nothing.
func (p *program) call(name string, self reflect.Value, asked question) (reflect.Value, bool) {
	callee, known := p.callees[name]
	if !known {
		panic(unfit{"missing", "There is no function called " + name + "."})
	}
	kind := callee.Type()
	var args []reflect.Value
	if self.IsValid() {
		args = append(args, self)
	}
	own, in := len(args), asked.args
	for in.open('[', "arguments"); in.more(']'); {
		if len(args) == kind.NumIn() {
			panic(unfit{"value", "The function has fewer parameters than the task gives it: " + strconv.Itoa(len(args)-own) + "."})
		}
		place := reflect.New(kind.In(len(args))).Elem()
		in.into(place)
		args = append(args, place)
	}
	if len(args) < kind.NumIn() {
		panic(unfit{"value", "The function has more parameters than the task gives it: " + strconv.Itoa(kind.NumIn()-own) + "."})
	}
	var back reflect.Value
	if asked.back >= 0 && own+asked.back < len(args) {
		back = args[own+asked.back]
	}
	var returned []reflect.Value
	if kind.IsVariadic() {
		returned = callee.CallSlice(args)
	} else {
		returned = callee.Call(args)
	}
	if back.IsValid() {
		return back, true
	}
	if len(returned) == 0 {
		return reflect.Value{}, false
	}
	if last := returned[len(returned)-1]; len(returned) > 1 && last.CanInterface() {
		if failed, is := last.Interface().(error); is && failed != nil {
			panic(failed)
		}
	}
	return returned[0], true
}

const messageBytes, traceBytes = 2000, 16000

// told is the error's half of an answer, with the candidate's own frames. It runs in the deferred call, where the
// frames of the panic are still there.
func told(thrown any) string {
	if unfit, is := thrown.(unfit); is {
		return failed(unfit.kind, "Answer", unfit.sentence, "")
	}
	kind, message := "panic", ""
	switch value := thrown.(type) {
	case runtime.Error:
		kind, message = "runtime error", strings.TrimPrefix(value.Error(), "runtime error: ")
	case error:
		kind, message = reflect.TypeOf(value).String(), value.Error()
	case string:
		message = value
	case interface{ String() string }:
		message = value.String()
	default:
		message = shown(value)
	}
	return failed("raised", kind, message, trace(kind+": "+message))
}

// shown writes what was thrown if it is a plain value, else says of what type it is.
func shown(value any) (text string) {
	text = "a value of type " + reflect.TypeOf(value).String()
	defer func() { _ = recover() }()
	out := &writer{}
	out.value(reflect.ValueOf(value), depth)
	return string(out.text)
}

func trace(head string) string {
	var counters [256]uintptr
	frames := runtime.CallersFrames(counters[:runtime.Callers(0, counters[:])])
	lines := []string{head}
	for {
		frame, more := frames.Next()
		if frame.File == "solution.go" || strings.HasSuffix(frame.File, "/solution.go") {
			lines = append(lines, "    "+strings.TrimPrefix(frame.Function, "main.")+"  solution.go:"+strconv.Itoa(frame.Line))
		}
		if !more || len(lines) > 100 {
			break
		}
	}
	return strings.Join(lines, "\n")
}

func failed(kind, of, message, trace string) string {
	cut := func(text string, most int) string {
		if len(text) > most {
			text = text[:most]
		}
		return quoted(strings.ToValidUTF8(text, "\uFFFD"))
	}
	return `"err":{"kind":` + quoted(kind) + `,"type":` + cut(of, 200) + `,"msg":` + cut(message, messageBytes) +
		`,"tb":` + cut(trace, traceBytes) + "}"
}
