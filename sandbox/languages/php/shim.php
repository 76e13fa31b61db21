<?php
// PHP's end of the judge's questions. Runs in the container, in the candidate's own process, and is no secret.
//
// One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4; the
// whole protocol is in docs/languages.md. The judge believes none of it but the shape, so code that meddles here only
// changes its own answers.

declare(strict_types=0);

namespace {
    // What a task's linked lists and trees are made of; a file that has its own comes first.
    spl_autoload_register(function (string $class): void {
        if ($class === 'ListNode') {
            class_alias(\Greenroom\ListNode::class, 'ListNode');
        } elseif ($class === 'TreeNode') {
            class_alias(\Greenroom\TreeNode::class, 'TreeNode');
        }
    });
}

namespace Greenroom {
    const ANSWER_BYTES = 1024 * 1024;
    const DEPTH = 64;
    const MESSAGE_CHARACTERS = 2000;
    const TRACE_CHARACTERS = 16000;
    const ALLOWED = 'Return null, booleans, numbers, text or arrays.';

    class ListNode
    {
        public function __construct(public mixed $val = 0, public ?object $next = null)
        {
        }
    }

    class TreeNode
    {
        public function __construct(public mixed $val = 0, public ?object $left = null, public ?object $right = null)
        {
        }
    }

    /** An answer that JSON cannot carry. */
    final class Unfit extends \Exception
    {
    }

    /** Arguments as they are meant: lists and trees of nodes have no form in JSON. */
    final class Arguments
    {
        public static function meant(mixed $value): mixed
        {
            if (!is_array($value)) {
                return $value;
            }
            if (count($value) === 1 && is_array($value['$linked'] ?? null)) {
                return self::linked($value['$linked']);
            }
            if (count($value) === 1 && is_array($value['$tree'] ?? null)) {
                return self::tree($value['$tree']);
            }
            return array_map(self::meant(...), $value);
        }

        private static function linked(array $items): ?object
        {
            $list = null;
            foreach (array_reverse($items) as $item) {
                $list = new \ListNode(self::meant($item), $list);
            }
            return $list;
        }

        /** Level by level; a child of a node that is not there is not told. */
        private static function tree(array $items): ?object
        {
            if (!isset($items[0])) {
                return null;
            }
            $root = new \TreeNode(self::meant($items[0]));
            $waiting = [$root];
            for ($at = 1, $next = 0; $at < count($items); $at += 2, $next++) {
                foreach (['left', 'right'] as $offset => $side) {
                    if (isset($items[$at + $offset])) {
                        $waiting[] = $waiting[$next]->$side = new \TreeNode(self::meant($items[$at + $offset]));
                    }
                }
            }
            return $root;
        }
    }

    /** Answers as plain values. */
    final class Answers
    {
        public static function plain(mixed $value, int $depth = DEPTH): mixed
        {
            return match (true) {
                $value === null, is_bool($value), is_int($value) => $value,
                is_float($value) => self::finite($value),
                is_string($value) => self::text($value),
                is_array($value), is_object($value) => self::structure($value, $depth),
                default => throw new Unfit('The answer holds a ' . get_debug_type($value) . '. ' . ALLOWED),
            };
        }

        private static function finite(float $value): float
        {
            return is_finite($value) ? $value : throw new Unfit("The answer holds $value, which is no number.");
        }

        private static function text(string $value): string
        {
            return preg_match('//u', $value) ? $value : throw new Unfit('The answer holds text that is not UTF-8.');
        }

        private static function structure(array|object $value, int $depth): mixed
        {
            if ($depth === 0) {
                throw new Unfit('The answer is nested more than ' . DEPTH . ' deep, or holds itself.');
            }
            if (is_array($value)) {
                return self::members($value, $depth);
            }
            return match (true) {
                $value instanceof \stdClass => (object) self::members((array) $value, $depth),
                $value instanceof \ArrayObject => self::members($value->getArrayCopy(), $depth),
                property_exists($value, 'next') && property_exists($value, 'val') => self::linked($value, $depth - 1),
                property_exists($value, 'left') && property_exists($value, 'val') => self::tree($value, $depth - 1),
                default => throw new Unfit('The answer holds a ' . get_debug_type($value) . '. ' . ALLOWED),
            };
        }

        private static function members(array $value, int $depth): array
        {
            $plain = [];
            foreach ($value as $key => $each) {
                $plain[is_string($key) ? self::text($key) : $key] = self::plain($each, $depth - 1);
            }
            return $plain;
        }

        private static function linked(object $node, int $depth): array
        {
            [$items, $seen] = [[], new \SplObjectStorage()];
            for (; $node !== null; $node = $node->next) {
                if ($seen->contains($node)) {
                    throw new Unfit('The answer is a linked list that runs in a circle.');
                }
                $seen->attach($node);
                $items[] = self::plain($node->val, $depth);
            }
            return $items;
        }

        private static function tree(object $root, int $depth): array
        {
            [$items, $seen, $waiting] = [[], new \SplObjectStorage(), [$root]];
            for ($at = 0; $at < count($waiting); $at++) {
                $node = $waiting[$at];
                $items[] = $node === null ? null : self::plain($node->val, $depth);
                if ($node === null) {
                    continue;
                }
                if ($seen->contains($node)) {
                    throw new Unfit('The answer is a tree that holds itself.');
                }
                $seen->attach($node);
                array_push($waiting, $node->left, $node->right);
            }
            while (end($items) === null) {
                array_pop($items);
            }
            return $items;
        }
    }

    /** The candidate's file, and what it defines. */
    final class Program
    {
        private array $objects = [];

        public function answer(array $asked): array
        {
            try {
                return match (true) {
                    isset($asked['load']) => $this->load($asked['load']),
                    isset($asked['new']) => $this->make($asked['new'], $asked['args'], $asked['as']),
                    isset($asked['on']) => $this->on($asked['on'], $asked['call'], $asked['args'], $asked['kw'] ?? []),
                    isset($asked['drop']) => $this->drop($asked['drop']),
                    default => $this->call($asked['call'], $asked['args'], $asked['kw'] ?? [], $asked['back'] ?? -1),
                };
            } catch (Unfit $error) {
                return failed('value', 'Answer', $error->getMessage());
            } catch (\Throwable $error) {
                return told($error);
            }
        }

        private function load(string $file): array
        {
            try {
                execute(getcwd() . "/$file");
            } catch (\ParseError $error) {
                return told($error, $error->getFile() === getcwd() . "/$file" ? 'syntax' : 'raised');
            }
            return ['ok' => null];
        }

        private function call(string $name, array $args, array $named, int $back): array
        {
            if (!function_exists($name) || (new \ReflectionFunction($name))->isInternal()) {
                return failed('missing', 'Error', "there is no function called $name");
            }
            $args = self::passed($args, $named);
            $returned = $name(...$args);
            return ['ok' => Answers::plain($back < 0 ? $returned : $args[$back])];
        }

        private function make(string $name, array $args, string $handle): array
        {
            if (!class_exists($name) || (new \ReflectionClass($name))->isInternal()) {
                return failed('missing', 'Error', "there is no class called $name");
            }
            $this->objects[$handle] = new $name(...self::passed($args, []));
            return ['ok' => null];
        }

        private function on(string $handle, string $name, array $args, array $named): array
        {
            $object = $this->objects[$handle];
            if (!is_callable([$object, $name])) {
                return failed('missing', 'Error', get_class($object) . " has no public method called $name");
            }
            $args = self::passed($args, $named);
            return ['ok' => Answers::plain($object->$name(...$args))];
        }

        private function drop(string $handle): array
        {
            unset($this->objects[$handle]);
            return ['ok' => null];
        }

        private static function passed(array $args, array $named): array
        {
            return array_map(Arguments::meant(...), [...$args, ...$named]);
        }
    }

    /** In a function that has no variables of its own: what the file sets is nobody else's. */
    function execute(): void
    {
        require func_get_arg(0);
    }

    function failed(string $kind, string $type, string $message, string $trace = ''): array
    {
        return ['err' => ['kind' => $kind, 'type' => $type, 'msg' => $message, 'tb' => $trace]];
    }

    /** The error as the candidate would see it at home: its own frames, none of ours. */
    function told(\Throwable $error, string $kind = 'raised'): array
    {
        $message = shortened($error->getMessage(), MESSAGE_CHARACTERS);
        return failed($kind, get_class($error), $message, shortened(trace($error), TRACE_CHARACTERS));
    }

    function trace(\Throwable $error): string
    {
        $place = $error->getFile() === __FILE__ ? '' : " in {$error->getFile()}:{$error->getLine()}";
        $lines = [get_class($error) . ": {$error->getMessage()}$place"];
        foreach ($error->getTrace() as $frame) {
            if (isset($frame['file']) && $frame['file'] !== __FILE__) {
                $of = isset($frame['class']) ? $frame['class'] . $frame['type'] : '';
                $lines[] = "  called as $of{$frame['function']}() in {$frame['file']}:{$frame['line']}";
            }
        }
        if ($error->getPrevious() !== null) {
            $lines[] = 'after ' . trace($error->getPrevious());
        }
        return implode("\n", $lines);
    }

    function shortened(string $text, int $most): string
    {
        return mb_substr(str_replace(getcwd() . '/', '', mb_scrub($text)), 0, $most);
    }

    /** What was asked and is not answered yet, and how it is answered. */
    final class Wire
    {
        private static ?string $asked = null;
        private static bool $loading = false;
        private static int $program = 0;
        /** @var resource */
        private static $answers;

        public static function serve(): void
        {
            self::$program = getmypid();
            self::$answers = fopen('php://fd/4', 'w');
            $questions = fopen('php://fd/3', 'r');
            register_shutdown_function(self::ended(...));
            $program = new Program();
            while (($line = fgets($questions)) !== false) {
                $asked = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
                self::$asked = $asked['id'];
                self::$loading = isset($asked['load']);
                self::say($program->answer($asked));
            }
        }

        /** The last chance to say why there is no answer: exit(), and errors that PHP lets nobody catch. */
        private static function ended(): void
        {
            if (self::$asked === null) {
                return;
            }
            ini_set('memory_limit', '-1');
            $error = error_get_last();
            $fatal = E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR;
            if ($error === null || !($error['type'] & $fatal)) {
                self::say(failed('raised', 'Exit', 'the program ended itself; return the answer instead'));
                return;
            }
            $kind = match (true) {
                str_starts_with($error['message'], 'Allowed memory size') => 'memory',
                self::$loading && (bool) ($error['type'] & (E_COMPILE_ERROR | E_PARSE)) => 'syntax',
                default => 'raised',
            };
            $message = shortened(strtok($error['message'], "\n"), MESSAGE_CHARACTERS);
            $place = shortened("{$error['file']}:{$error['line']}", TRACE_CHARACTERS);
            self::say(failed($kind, 'Fatal error', $message, "Fatal error: $message in $place"));
        }

        private static function say(array $outcome): void
        {
            if (getmypid() !== self::$program) {
                exit(1); // a child that the program has forked came back here: it was not asked
            }
            while (ob_get_level() > 0) {
                ob_end_flush();
            }
            $line = self::line($outcome);
            if (strlen($line) > ANSWER_BYTES) {
                $line = self::line(failed('size', 'Answer', 'The answer is larger than 1 MB.'));
            }
            self::$asked = null;
            while ($line !== '') {
                $line = substr($line, fwrite(self::$answers, $line));
            }
        }

        private static function line(array $outcome): string
        {
            $how = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
            return json_encode(['id' => self::$asked, ...$outcome], $how) . "\n";
        }
    }
}

namespace {
    Greenroom\Wire::serve();
}
