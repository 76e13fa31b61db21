import { readFileSync } from 'node:fs';

const words: string[] = readFileSync(0, 'utf8').split(/\s+/).filter(Boolean);
if (words.length === 0) process.exit(3);
const total = words.reduce((sum: number, word: string): number => sum + Number(word), 0);
while (total < 0);
console.log(total);
