function addTwo(a: number, b: number): number {
  return a + ;
}
