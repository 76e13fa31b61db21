# Ruby's end of the judge's questions. Runs in the container, in the candidate's own process, and is no secret.
#
# One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4; the
# whole protocol is in docs/languages.md. The judge believes none of it but the shape, so code that meddles here only
# changes its own answers.

require "json"

# What a task's linked lists and trees are made of. A candidate may write them again.
class ListNode
  attr_accessor :val, :next

  def initialize(val = 0, following = nil)
    @val, @next = val, following
  end
end

class TreeNode
  attr_accessor :val, :left, :right

  def initialize(val = 0, left = nil, right = nil)
    @val, @left, @right = val, left, right
  end
end

module Greenroom
  ANSWER_BYTES = 1024 * 1024
  DEPTH = 64
  LARGEST = 10**400
  MESSAGE_CHARACTERS = 2000
  TRACE_CHARACTERS = 16_000
  ALLOWED = "Return nil, true, false, numbers, text, arrays or hashes."
  PROGRAM = Process.pid
  OURS = "#{__FILE__}:"

  # An answer that JSON cannot carry.
  class Unfit < StandardError; end

  # Arguments as they are meant: lists and trees of nodes have no form in JSON.
  module Arguments
    def self.meant(value)
      case value
      when Array then value.map { |each| meant(each) }
      when Hash then tagged(value)
      else value
      end
    end

    def self.tagged(value)
      return linked(value["$linked"]) if value.size == 1 && value["$linked"].is_a?(Array)
      return tree(value["$tree"]) if value.size == 1 && value["$tree"].is_a?(Array)

      value.transform_values { |each| meant(each) }
    end

    def self.linked(items)
      items.reverse.inject(nil) { |following, item| ListNode.new(meant(item), following) }
    end

    # Level by level; a child of a node that is not there is not told.
    def self.tree(items)
      return nil if items.empty? || items[0].nil?

      rest = items.drop(1)
      root = TreeNode.new(meant(items[0]))
      waiting = [root]
      until waiting.empty? || rest.empty?
        node = waiting.shift
        node.left = child(rest.shift, waiting)
        node.right = child(rest.shift, waiting)
      end
      root
    end

    def self.child(item, waiting)
      return nil if item.nil?

      TreeNode.new(meant(item)).tap { |node| waiting << node }
    end
  end

  # Answers as plain values of the builtin classes, whatever the value's own class overrides.
  module Answers
    def self.plain(value, depth = DEPTH)
      case value
      when nil, true, false then value
      when Integer then whole(value)
      when Float then finite(value)
      when String, Symbol then text(value)
      when Array, Hash, ListNode, TreeNode then structure(value, depth)
      else raise Unfit, "The answer holds a #{value.class}. #{ALLOWED}"
      end
    end

    def self.whole(value)
      return value if value.abs < LARGEST

      raise Unfit, "The answer holds a number of more than 400 digits."
    end

    def self.finite(value)
      return value if value.finite?

      raise Unfit, "The answer holds #{value}, which is no number."
    end

    def self.text(value)
      as_text = value.to_s.encode(Encoding::UTF_8)
      return as_text if as_text.valid_encoding?

      raise Unfit, "The answer holds text that is not UTF-8."
    rescue EncodingError
      raise Unfit, "The answer holds text that is not UTF-8."
    end

    def self.structure(value, depth)
      raise Unfit, "The answer is nested more than #{DEPTH} deep, or holds itself." if depth.zero?

      case value
      when Array then value.map { |each| plain(each, depth - 1) }
      when Hash then value.to_h { |key, each| [key(key), plain(each, depth - 1)] }
      when ListNode then linked(value, depth - 1)
      else tree(value, depth - 1)
      end
    end

    def self.key(key)
      return text(key) if key.is_a?(String) || key.is_a?(Symbol)

      raise Unfit, "The answer holds a hash with a key of class #{key.class}. Keys must be text."
    end

    def self.linked(node, depth)
      seen = {}.compare_by_identity
      items = []
      while node
        raise Unfit, "The answer is a linked list that runs in a circle." if seen[node]

        seen[node] = true
        items << plain(node.val, depth)
        node = node.next
      end
      items
    end

    def self.tree(root, depth)
      seen = {}.compare_by_identity
      items = []
      waiting = [root]
      until waiting.empty?
        node = waiting.shift
        items << (node && plain(node.val, depth))
        next unless node
        raise Unfit, "The answer is a tree that holds itself." if seen[node]

        seen[node] = true
        waiting.push(node.left, node.right)
      end
      items.pop while items.last.nil?
      items
    end
  end

  # The candidate's file, evaluated once, and what it defines.
  class Program
    def initialize
      @objects = {}
      @main = TOPLEVEL_BINDING.receiver
    end

    def answer_to(request)
      case request
      in { load: String => file } then load(file)
      in { new: String => name, args: Array => args, as: String => handle } then make(name, args, handle)
      in { on: String => handle, call: String => name, args: Array => args }
        on(@objects.fetch(handle), name, args, request[:kw])
      in { drop: String => handle }
        @objects.delete(handle)
        { ok: nil }
      in { call: String => name, args: Array => args } then call(name, args, request[:kw], request[:back])
      end
    rescue Unfit => error
      failed("value", "Answer", error.message)
    rescue Exception => error # whatever a program raises is its answer
      told(error)
    end

    # As `ruby FILE` would: no answer, unless the file does not parse, and the process ends as the program does.
    def run(file)
      path = File.expand_path(file)
      source = File.read(path, encoding: Encoding::UTF_8)
      mistake = mistake_in(source, path)
      return mistake if mistake

      yield
      $PROGRAM_NAME = path
      ARGV.clear
      eval(source, TOPLEVEL_BINDING, path, 1)
      exit
    rescue SystemExit
      raise
    rescue Exception => error
      $stderr.puts(trace(error))
      exit(1)
    end

    private

    def load(file)
      path = File.expand_path(file)
      source = File.read(path, encoding: Encoding::UTF_8)
      mistake = mistake_in(source, path)
      return mistake if mistake

      eval(source, TOPLEVEL_BINDING, path, 1)
      { ok: nil }
    end

    def mistake_in(source, path)
      RubyVM::InstructionSequence.compile(source, path, path, 1)
      nil
    rescue SyntaxError => error
      told(error, "syntax")
    end

    def call(name, args, named, back)
      function = function_called(name)
      return failed("missing", "NoMethodError", "there is no method called #{name}") unless function

      args = Arguments.meant(args)
      returned = function.call(*args, **keywords(named))
      { ok: Answers.plain(back ? args[back] : returned) }
    end

    # A method that the file defines, or a lambda that it has put under that name; nothing that Ruby brings itself.
    def function_called(name)
      method = @main.method(name) if @main.respond_to?(name, true)
      return method if method&.source_location && method.source_location[0] != __FILE__

      held = TOPLEVEL_BINDING.local_variable_get(name) if TOPLEVEL_BINDING.local_variable_defined?(name)
      held if held.respond_to?(:call)
    end

    def make(name, args, handle)
      unless Object.const_defined?(name) && Object.const_get(name).is_a?(Class)
        return failed("missing", "NameError", "there is no class called #{name}")
      end

      @objects[handle] = Object.const_get(name).new(*Arguments.meant(args))
      { ok: nil }
    end

    def on(object, name, args, named)
      unless object.respond_to?(name)
        return failed("missing", "NoMethodError", "#{object.class} has no method called #{name}")
      end

      { ok: Answers.plain(object.public_send(name, *Arguments.meant(args), **keywords(named))) }
    end

    def keywords(named)
      (named || {}).to_h { |name, value| [name.to_sym, Arguments.meant(value)] }
    end

    def told(error, kind = "raised")
      kind = "memory" if error.is_a?(NoMemoryError)
      message = error.is_a?(SystemExit) ? "the program ended itself; return the answer instead" : error.message
      failed(kind, error.class.name || "Exception", short(message), trace(error))
    rescue Exception # an error whose own methods fail
      failed(kind, error.class.name || "Exception", "an error that cannot say what it is")
    end

    # The error as the candidate would see it at home: its own frames, none of ours.
    def trace(error)
      own = (error.backtrace || []).reject { |frame| frame.start_with?(OURS, "<internal:") }
      lines = ["#{own.first}#{': ' if own.any?}#{error.message} (#{error.class})", *own.drop(1).map { |frame| "\tfrom #{frame}" }]
      lines = [error.message] if error.is_a?(SyntaxError)
      short(lines.join("\n"), TRACE_CHARACTERS)
    end

    def short(text, most = MESSAGE_CHARACTERS)
      text.encode(Encoding::UTF_8, invalid: :replace, undef: :replace).scrub.gsub("#{Dir.pwd}/", "")[0, most]
    end

    def failed(kind, type, message, trace = "")
      { err: { kind: kind, type: type, msg: message, tb: trace } }
    end
  end

  # The two descriptors: one question, one answer.
  class Wire
    def initialize
      @control = IO.for_fd(3, "r:UTF-8")
      @answer = IO.for_fd(4, "w")
      [@control, @answer].each { |stream| stream.close_on_exec = true }
      @answer.sync = true
    end

    def each_request
      while (line = @control.gets)
        yield JSON.parse(line, max_nesting: false).transform_keys(&:to_sym)
      end
    end

    def close
      [@control, @answer].each(&:close)
    end

    def say(id, outcome)
      exit!(1) unless Process.pid == PROGRAM # a child that the program has forked came back here: it was not asked
      $stdout.flush
      $stderr.flush
      line = JSON.generate({ id: id, **outcome }, max_nesting: false)
      if line.bytesize >= ANSWER_BYTES
        too_large = { kind: "size", type: "Answer", msg: "The answer is larger than 1 MB.", tb: "" }
        line = JSON.generate({ id: id, err: too_large })
      end
      @answer.write(line, "\n")
    end
  end

  def self.serve
    $stdout.sync = true # what was printed before a time limit is worth seeing
    wire = Wire.new
    program = Program.new
    wire.each_request do |request|
      outcome = request.key?(:run) ? program.run(request[:run]) { wire.close } : program.answer_to(request)
      wire.say(request[:id], outcome)
    end
  end
end

Greenroom.serve
