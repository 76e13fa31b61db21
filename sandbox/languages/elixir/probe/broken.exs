defmodule Program do
  def main, do: 1 + )
end
