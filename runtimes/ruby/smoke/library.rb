require "json"
require "set"
require "date"

puts JSON.generate({ "days" => (Date.new(2024, 3, 1) - Date.new(2024, 2, 1)).to_i, "set" => Set[1, 1].size })
