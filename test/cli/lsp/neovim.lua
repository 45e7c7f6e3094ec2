-- Opens a file with the language server attached, shows what is found, applies the first action that has edits, and shows
-- what is left. Every step is a line of JSON in the file that OUTPUT names.
local output = assert(io.open(os.getenv('OUTPUT'), 'w'))

local function say(step, value)
  output:write(vim.fn.json_encode({ step = step, value = value }), '\n')
  output:flush()
end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, string.format('%d:%d %s %s', each.lnum + 1, each.col + 1, each.source, each.code or each.user_data.lsp.code))
  end
  return found
end

local function main()
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('MANIFEST')))
  local client = vim.lsp.start_client({
    cmd = { os.getenv('NODE'), os.getenv('SERVER'), 'lsp', '--stdio' },
    root_dir = os.getenv('FOLDER'),
  })
  vim.lsp.buf_attach_client(0, client)
  vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  local first = vim.diagnostic.get(0)[1]
  say('found', codes())
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 20000)
  for _, answer in pairs(answers) do
    for _, action in ipairs(answer.result) do
      if action.edit then
        say('applied', action.title)
        vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
        break
      end
    end
  end
  vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 20)
  say('left', #vim.diagnostic.get(0))
  say('text', vim.api.nvim_buf_get_lines(0, 0, -1, false))
  vim.lsp.stop_client(client)
  vim.wait(5000, function() return vim.lsp.client_is_stopped(client) end, 20)
  say('stopped', vim.lsp.client_is_stopped(client))
end

local ok, trouble = pcall(main)
if not ok then say('trouble', tostring(trouble)) end
output:close()
vim.cmd('qall!')
