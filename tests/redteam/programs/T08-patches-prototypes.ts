// poisons the prototypes of everything
// right: passed runtime_error protocol_error wrong
const everything: any = globalThis;
(Object.prototype as any).toJSON = function (): unknown {
  return 1;
};
(Array.prototype as any).toJSON = (): unknown => 1;
(Number.prototype as any).toJSON = (): unknown => 1;
JSON.stringify = (): string => '{"ok":1}';
everything.Map = everything.Set = everything.Buffer = undefined;
Object.is = (): boolean => true;
Function.prototype.call = Function.prototype.apply = function (): unknown {
  return 1;
};

function f(a: number): unknown {
  return RIGHT;
}
