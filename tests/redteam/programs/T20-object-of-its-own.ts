// an object that is a proxy of everything
// mode: class
// right: passed runtime_error
class Counter {
  private a: number;
  constructor(a: number) {
    this.a = a;
    return new Proxy(this, {
      get: (of: any, name) => (name === "value" ? () => of.answer() : () => 1),
      has: () => true,
      getPrototypeOf: () => Number.prototype,
    });
  }
  answer(): unknown {
    const a = this.a;
    return RIGHT;
  }
  value(): unknown {
    return 1;
  }
}
