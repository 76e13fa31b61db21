package shim

import (
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"unsafe"
)

// reader is a place in a piece of the judge's JSON. The judge is trusted; only values may not fit, which is a panic.
type reader struct {
	text    string
	at      int
	started bool
}

func (r *reader) peek() byte {
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == '\n') {
		r.at++
	}
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *reader) take(wanted byte) bool {
	if r.peek() != wanted {
		return false
	}
	r.at++
	return true
}

func (r *reader) word(wanted string) bool {
	r.peek()
	if !strings.HasPrefix(r.text[r.at:], wanted) {
		return false
	}
	r.at += len(wanted)
	return true
}

func (r *reader) expect(wanted byte, kind string) {
	if !r.take(wanted) {
		panic(r.unlike(kind))
	}
}

func (r *reader) open(wanted byte, kind string) {
	r.expect(wanted, kind)
	r.started = false
}

// more says whether another item follows, and goes past the comma or the end. Whoever reads an item calls it anew
// after it, so one flag is enough: an item that is read whole leaves started true.
func (r *reader) more(end byte) bool {
	if r.take(end) {
		r.started = true
		return false
	}
	if r.started {
		r.expect(',', "a list")
	}
	r.started = true
	return true
}

func (r *reader) key() string {
	key := r.string()
	r.expect(':', "an object")
	return key
}

func (r *reader) unlike(kind string) unfit {
	rest := r.text[r.at:]
	if len(rest) > 40 {
		rest = rest[:40] + "..."
	}
	return unfit{"value", "The parameter takes " + kind + ", which " + strings.ToValidUTF8(rest, "") + " is not."}
}

// end finds where the text that begins here ends, and goes past it.
func (r *reader) raw() string {
	from := r.at
	r.expect('"', "text")
	for r.at < len(r.text) && r.text[r.at] != '"' {
		if r.text[r.at] == '\\' {
			r.at++
		}
		r.at++
	}
	r.expect('"', "text")
	return r.text[from:r.at]
}

func (r *reader) string() string {
	r.peek()
	raw := r.raw()
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	return unescaped(raw[1 : len(raw)-1])
}

func unescaped(raw string) string {
	var out strings.Builder
	for at := 0; at < len(raw); at++ {
		if raw[at] != '\\' {
			out.WriteByte(raw[at])
			continue
		}
		at++
		if raw[at] == 'u' {
			code := hexadecimal(raw[at+1:])
			at += 4
			if code >= 0xd800 && code < 0xdc00 && strings.HasPrefix(raw[at+1:], `\u`) {
				code = 0x10000 + (code-0xd800)<<10 + hexadecimal(raw[at+3:]) - 0xdc00
				at += 6
			}
			out.WriteRune(code)
		} else if i := strings.IndexByte("ntrbf", raw[at]); i >= 0 {
			out.WriteByte("\n\t\r\b\f"[i])
		} else {
			out.WriteByte(raw[at])
		}
	}
	return out.String()
}

func hexadecimal(digits string) rune {
	code, _ := strconv.ParseUint(digits[:min(4, len(digits))], 16, 32)
	return rune(code)
}

func (r *reader) number(kind string) string {
	if first := r.peek(); first != '-' && (first < '0' || first > '9') {
		panic(r.unlike(kind))
	}
	from := r.at
	for r.at < len(r.text) && strings.IndexByte("+-.eE0123456789", r.text[r.at]) >= 0 {
		r.at++
	}
	return r.text[from:r.at]
}

func (r *reader) whole(bits int) int64 {
	digits := r.number("a whole number")
	value, err := strconv.ParseInt(digits, 10, bits)
	if err != nil {
		panic(unfit{"value", "The number " + digits + " does not fit into a whole number of " + strconv.Itoa(bits) + " bits."})
	}
	return value
}

// skip gives the text of the next value, whatever it is.
func (r *reader) skip() string {
	first, from := r.peek(), r.at
	switch {
	case first == '"':
		r.raw()
	case first == '[':
		for r.open('[', ""); r.more(']'); {
			r.skip()
		}
	case first == '{':
		for r.open('{', ""); r.more('}'); {
			r.key()
			r.skip()
		}
	case !r.word("null") && !r.word("true") && !r.word("false"):
		r.number("a value")
	}
	r.started = true
	return r.text[from:r.at]
}

var bigInt = reflect.TypeFor[big.Int]()

// into reads the next value as what the place can hold.
func (r *reader) into(place reflect.Value) {
	switch place.Kind() {
	case reflect.Bool:
		truth := r.word("true")
		if !truth && !r.word("false") {
			panic(r.unlike("true or false"))
		}
		place.SetBool(truth)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if place.Kind() == reflect.Int32 && r.peek() == '"' { // a rune
			place.SetInt(int64(r.character()))
			break
		}
		place.SetInt(r.whole(place.Type().Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if place.Kind() == reflect.Uint8 && r.peek() == '"' { // a byte
			place.SetUint(uint64(r.character()))
			break
		}
		value := r.whole(64)
		if value < 0 || place.OverflowUint(uint64(value)) {
			panic(unfit{"value", "The number " + strconv.FormatInt(value, 10) + " does not fit into " + place.Type().String() + "."})
		}
		place.SetUint(uint64(value))
	case reflect.Float32, reflect.Float64:
		value, _ := strconv.ParseFloat(r.number("a number"), 64)
		place.SetFloat(value)
	case reflect.String:
		place.SetString(r.string())
	case reflect.Slice:
		r.slice(place)
	case reflect.Map:
		r.dict(place)
	case reflect.Pointer:
		r.pointer(place)
	case reflect.Struct:
		r.tuple(place)
	case reflect.Interface:
		r.any(place)
	default:
		panic(unfit{"value", "The judge cannot fill a parameter of type " + place.Type().String() + "."})
	}
	r.started = true
}

func (r *reader) character() rune {
	runes := []rune(r.string())
	if len(runes) != 1 {
		panic(unfit{"value", "The parameter takes a single character."})
	}
	return runes[0]
}

func (r *reader) slice(place reflect.Value) {
	list := reflect.MakeSlice(place.Type(), 0, 0)
	item := reflect.New(place.Type().Elem()).Elem()
	for r.open('[', "a list"); r.more(']'); {
		item.SetZero()
		r.into(item)
		list = reflect.Append(list, item)
	}
	place.Set(list)
}

func (r *reader) dict(place reflect.Value) {
	dict := reflect.MakeMap(place.Type())
	for r.open('{', "an object"); r.more('}'); {
		key := reflect.ValueOf(r.key()).Convert(place.Type().Key())
		item := reflect.New(place.Type().Elem()).Elem()
		r.into(item)
		dict.SetMapIndex(key, item)
	}
	place.Set(dict)
}

// any is for parameters without a type of their own.
func (r *reader) any(place reflect.Value) {
	if r.word("null") {
		return
	}
	var value reflect.Value
	switch first := r.peek(); first {
	case '"':
		value = reflect.New(reflect.TypeFor[string]()).Elem()
	case '[':
		value = reflect.New(reflect.TypeFor[[]any]()).Elem()
	case '{':
		value = reflect.New(reflect.TypeFor[map[string]any]()).Elem()
	case 't', 'f':
		value = reflect.New(reflect.TypeFor[bool]()).Elem()
	default:
		value = reflect.New(reflect.TypeFor[float64]()).Elem()
	}
	r.into(value)
	place.Set(value)
}

func (r *reader) pointer(place reflect.Value) {
	kind := place.Type().Elem()
	if r.word("null") {
		return
	}
	made := reflect.New(kind)
	switch {
	case kind == bigInt:
		digits := ""
		if r.peek() == '"' {
			digits = r.string()
		} else {
			digits = r.number("a whole number")
		}
		if _, read := made.Interface().(*big.Int).SetString(digits, 10); !read {
			panic(unfit{"value", "The number " + digits + " is no whole number."})
		}
	case isLinked(kind):
		r.linked(place)
		return
	case isTree(kind):
		r.tree(place)
		return
	default:
		r.into(made.Elem())
	}
	place.Set(made)
}

func (r *reader) tuple(place reflect.Value) {
	wrapped := r.tag("$tuple")
	r.open('[', "a tuple")
	for at := range place.NumField() {
		if !r.more(']') {
			panic(unfit{"value", "The parameter takes a longer tuple."})
		}
		r.into(field(place, at))
	}
	if r.more(']') {
		panic(unfit{"value", "The parameter takes a shorter tuple."})
	}
	if wrapped {
		r.expect('}', "a tuple")
	}
}

// field opens a struct's field, private or not: the candidate's own types have private ones.
func field(of reflect.Value, at int) reflect.Value {
	field := of.Field(at)
	if field.CanSet() || !field.CanAddr() {
		return field
	}
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}

func (r *reader) tag(name string) bool {
	if !r.take('{') {
		return false
	}
	if r.key() != name {
		panic(r.unlike("a list"))
	}
	return true
}
