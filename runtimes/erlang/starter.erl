-module(main).
-export([main/0]).

greet(Name) -> io_lib:format("Hello, ~ts!~n", [Name]).

main() ->
    Name = case io:get_line("Your name: ") of
        eof -> "";
        Line -> string:trim(Line)
    end,
    io:put_chars(greet(case Name of "" -> "world"; _ -> Name end)).
