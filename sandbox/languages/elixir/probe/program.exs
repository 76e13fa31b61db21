defmodule Program do
  def main do
    case IO.read(:stdio, :eof) |> words() do
      [] -> System.halt(3)
      numbers -> numbers |> Enum.sum() |> tell()
    end
  end

  defp words(text) when is_binary(text), do: text |> String.split() |> Enum.map(&String.to_integer/1)
  defp words(:eof), do: []

  defp tell(total) when total < 0, do: tell(total)
  defp tell(total), do: IO.puts(total)
end

Program.main()
