-module(main).
-export([main/0]).

main() ->
    io:format("~ts~n~b~n", ["żółw 🐢 日本語", string:length("żółw 🐢")]).
