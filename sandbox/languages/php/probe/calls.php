<?php

function addTwo(int $a, int $b): int
{
    return $a + $b;
}

function addLong(int $a, int $b): int
{
    return $a + $b;
}

function halfOf(float $x): float
{
    return $x / 2;
}

function opposite(bool $flag): bool
{
    return !$flag;
}

function greet(string $name): string
{
    return "Hello, $name!";
}

function total(array $numbers): int
{
    return array_sum($numbers);
}

function flip(array $rows): array
{
    return array_reverse($rows);
}

function lengths(array $words): array
{
    $lengths = [];
    foreach ($words as $word) {
        $lengths[$word] = mb_strlen($word);
    }
    return $lengths;
}

function sumScores(array $scores): int
{
    return array_sum($scores);
}

function firstOf(array $numbers): ?int
{
    return $numbers[0] ?? null;
}

function orZero(?int $n): int
{
    return $n ?? 0;
}

function swap(array $pair): array
{
    [$number, $word] = $pair;
    return [$word, $number];
}

function reverseAll(?ListNode $head): ?ListNode
{
    $reversed = null;
    for (; $head !== null; $head = $head->next) {
        $reversed = new ListNode($head->val, $reversed);
    }
    return $reversed;
}

function mirror(?TreeNode $root): ?TreeNode
{
    return $root === null ? null : new TreeNode($root->val, mirror($root->right), mirror($root->left));
}

function doubleAll(array &$numbers): void
{
    foreach ($numbers as &$number) {
        $number *= 2;
    }
}

function failWith(int $n): int
{
    throw new InvalidArgumentException("no $n");
}

function loopForever(int $n): int
{
    while (true) {
        $n++;
    }
}

class Counter
{
    public function __construct(private int $count)
    {
    }

    public function add(int $n): int
    {
        return $this->count += $n;
    }

    public function value(): int
    {
        return $this->count;
    }
}
