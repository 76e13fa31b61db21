package shim

import (
	"math"
	"math/big"
	"reflect"
	"strconv"
	"unicode/utf8"
)

const answerBytes, depth, digits = 1024 * 1024, 64, 400

// writer holds the text of an answer, which ends when it becomes too large: an endless list is told, not followed.
type writer struct{ text []byte }

func (w *writer) put(text string) {
	if len(w.text)+len(text) > answerBytes {
		panic(unfit{"size", "The answer is larger than 1 MB."})
	}
	w.text = append(w.text, text...)
}

// close ends a list whose items all have a comma behind them.
func (w *writer) close(end string) {
	if last := len(w.text) - 1; w.text[last] == ',' {
		w.text = w.text[:last]
	}
	w.put(end)
}

func (w *writer) value(value reflect.Value, depth int) {
	if depth == 0 {
		panic(unfit{"value", "The answer is nested more than 64 deep, or holds itself."})
	}
	switch value.Kind() {
	case reflect.Bool:
		w.put(strconv.FormatBool(value.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.put(strconv.FormatInt(value.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.put(strconv.FormatUint(value.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		w.float(value.Float())
	case reflect.String:
		w.string(value.String())
	case reflect.Slice, reflect.Array:
		w.put("[")
		for at := range value.Len() {
			w.value(value.Index(at), depth-1)
			w.put(",")
		}
		w.close("]")
	case reflect.Map:
		w.dict(value, depth)
	case reflect.Pointer, reflect.Interface:
		w.pointer(value, depth)
	case reflect.Struct:
		w.tuple(value, depth)
	default:
		panic(unfit{"value", "The answer holds a " + value.Type().String() + ", which the judge cannot carry."})
	}
}

func (w *writer) float(value float64) {
	text := strconv.FormatFloat(value, 'g', -1, 64)
	if math.IsNaN(value) || math.IsInf(value, 0) {
		panic(unfit{"value", "The answer holds " + text + ", which is no number."})
	}
	w.put(text)
}

func (w *writer) string(value string) {
	if !utf8.ValidString(value) {
		panic(unfit{"value", "The answer holds text that is not valid UTF-8."})
	}
	w.put(quoted(value))
}

func (w *writer) dict(value reflect.Value, depth int) {
	if value.Type().Key().Kind() != reflect.String {
		panic(unfit{"value", "The answer holds a map with keys of type " + value.Type().Key().String() + ". Keys must be strings."})
	}
	w.put("{")
	for each := value.MapRange(); each.Next(); {
		w.string(each.Key().String())
		w.put(":")
		w.value(each.Value(), depth-1)
		w.put(",")
	}
	w.close("}")
}

func (w *writer) pointer(value reflect.Value, depth int) {
	if value.IsNil() {
		w.put("null")
		return
	}
	kind := value.Type().Elem
	switch {
	case value.Kind() == reflect.Interface:
		w.value(value.Elem(), depth)
	case kind() == bigInt:
		number := (*big.Int)(value.UnsafePointer()).String()
		if len(number) > digits+1 {
			panic(unfit{"value", "The answer holds a number of more than 400 digits."})
		}
		w.put(`"` + number + `"`)
	case isLinked(kind()):
		w.linked(value, depth)
	case isTree(kind()):
		w.tree(value, depth)
	default:
		w.value(value.Elem(), depth-1)
	}
}

func (w *writer) tuple(value reflect.Value, depth int) {
	w.put("[")
	for at := range value.NumField() {
		w.value(value.Field(at), depth-1)
		w.put(",")
	}
	w.close("]")
}

func quoted(text string) string {
	const hex = "0123456789abcdef"
	out := []byte{'"'}
	for at := range len(text) {
		switch each := text[at]; {
		case each == '"' || each == '\\':
			out = append(out, '\\', each)
		case each < 0x20:
			out = append(out, '\\', 'u', '0', '0', hex[each>>4], hex[each&15])
		default:
			out = append(out, each)
		}
	}
	return string(append(out, '"'))
}
